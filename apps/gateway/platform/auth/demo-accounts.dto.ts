import { ApiProperty } from '@nestjs/swagger';

export class DemoAccountName {
  @ApiProperty({ example: 'mailbox.clerk' }) username!: string;
  @ApiProperty({ example: '州群众工作中心 值班' }) title!: string;
}

export class DemoRole {
  @ApiProperty({ example: 'mailbox-office' }) role!: string;
  @ApiProperty({ example: '信箱值班' }) title!: string;
  @ApiProperty({ description: 'What an account of this role may do, in Chinese' }) can!: string;
  @ApiProperty({ type: [DemoAccountName] }) accounts!: DemoAccountName[];
}

export class DemoRoles {
  @ApiProperty({ type: [DemoRole] }) items!: DemoRole[];
}
